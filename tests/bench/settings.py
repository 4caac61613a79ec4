"""The settings of `make bench`: the project's own and the rival, on a fixed day, with a database of their own."""

import os
from datetime import date

from project.settings import *  # noqa: F403
from project.settings import AUTHENTICATION_BACKENDS, DATABASES, INSTALLED_APPS

DEMO = True
SECOND_FACTOR = STEP_UP = False
TODAY = date(2025, 11, 14)
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.stock"]
# the rival's two, as guardian's documentation says; ours comes first, as everywhere
AUTHENTICATION_BACKENDS = [
    *AUTHENTICATION_BACKENDS,
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
# as in production, hints to open pages go through Redis
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/0")]},
    }
}
DATABASES["default"]["OPTIONS"] = {"options": "-c lock_timeout=5000 -c statement_timeout=300000"}
DATABASES["default"]["TEST"] = {"NAME": "bench_dangvu"}
