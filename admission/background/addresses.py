"""The addresses of the background check."""

from django.urls import path

from admission.background import views

BACKGROUND_ADDRESSES = [
    path("ho-so/<slug:public_id>/tham-tra/", views.background_page, name="background"),
    path("tham-tra/", views.requests_page, name="verification_requests"),
    path("tham-tra/<slug:public_id>/", views.answer_page, name="verification_request"),
]
