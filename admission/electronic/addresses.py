"""The address of the electronic file."""

from django.urls import path

from admission.electronic.views import electronic_file

ELECTRONIC_ADDRESSES = [path("ho-so/<slug:public_id>/ho-so-dien-tu.zip", electronic_file, name="electronic_file")]
