"""Addresses of the library."""

from django.urls import path

from .views import reading, sharing, voices, wanted, writing

urlpatterns = [
    path("feeds/library.atom", reading.library_feed, name="library_feed"),
    path("library/", reading.library, name="library"),
    path("library/new/", writing.library_new, name="library_new"),
    path("library/documents/<slug:slug>/", reading.library_document, name="library_document"),
    path("library/documents/<slug:slug>/edit/", writing.library_edit, name="library_edit"),
    path("library/documents/<slug:slug>/file/", reading.library_draft_file, name="library_draft_file"),
    path("library/documents/<slug:slug>/publish/", writing.library_publish, name="library_publish"),
    path("library/documents/<slug:slug>/take-down/", writing.library_take_down, name="library_take_down"),
    path("library/documents/<slug:slug>/delete/", writing.library_delete, name="library_delete"),
    path("library/documents/<slug:slug>/versions/<int:number>/", reading.library_version, name="library_version"),
    path("library/documents/<slug:slug>/versions/<int:number>/file/", reading.library_file, name="library_file"),
    path("library/documents/<slug:slug>/adopt/", voices.library_adopt, name="library_adopt"),
    path("library/documents/<slug:slug>/give-up/", voices.library_give_up, name="library_give_up"),
    path("library/documents/<slug:slug>/adapt/", voices.library_adapt, name="library_adapt"),
    path("library/documents/<slug:slug>/rate/", voices.library_rate, name="library_rate"),
    path("library/documents/<slug:slug>/ask/", voices.library_question, name="library_question"),
    path("library/documents/<slug:slug>/questions/<int:pk>/", voices.library_answer, name="library_answer"),
    path("library/wanted/", wanted.library_requests, name="library_requests"),
    path("library/wanted/new/", wanted.library_request_new, name="library_request_new"),
    path("library/wanted/<int:pk>/", wanted.library_request, name="library_request"),
    path("library/wanted/<int:pk>/answer/", wanted.library_request_answer, name="library_request_answer"),
    path("library/wanted/<int:pk>/close/", wanted.library_request_close, name="library_request_close"),
    path("library/agreements/", sharing.sharing_register, name="sharing_register"),
    path("library/agreements/new/", sharing.sharing_new, name="sharing_new"),
    path("library/agreements/<slug:reference>/", sharing.sharing_agreement, name="sharing_agreement"),
    path("library/agreements/<slug:reference>/edit/", sharing.sharing_edit, name="sharing_edit"),
    path("library/agreements/<slug:reference>/<slug:step>/", sharing.sharing_step, name="sharing_step"),
]
