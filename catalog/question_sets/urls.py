"""Addresses of question sets and of evidence."""

from django.urls import path

from . import conflicts, version_views, views

urlpatterns = [
    path("question-sets/", version_views.question_set_list, name="question_set_list"),
    path("question-sets/<int:pk>/", version_views.question_version_page, name="question_version_page"),
    path("question-sets/<int:pk>/publish/", version_views.question_version_publish, name="question_version_publish"),
    path("question-sets/<int:pk>/next/", version_views.question_version_draft, name="question_version_draft"),
    path("question-sets/<int:pk>/choose/", conflicts.question_version_choose, name="question_version_choose"),
    path("evidence/", views.evidence_list, name="evidence_list"),
    path("evidence/<uuid:pk>/", views.evidence_page, name="evidence_page"),
    path("evidence/<uuid:pk>/file/", views.evidence_download, name="evidence_download"),
    path("evidence/<uuid:pk>/badge/", views.evidence_verify, name="evidence_verify"),
]
