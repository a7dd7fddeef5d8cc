"""Addresses of awards, challenges and case files."""

from django.urls import path

from .views import cases, challenges, pages

HERE = "awards/<slug:reference>/<int:number>/"

urlpatterns = [
    path("awards/", pages.notice_list, name="notice_list"),
    path("awards.csv", pages.notices_csv, name="notices_csv"),
    path(HERE, pages.award_page, name="award_page"),
    path(f"{HERE}propose/", pages.award_propose, name="award_propose"),
    path(f"{HERE}anew/", pages.award_anew, name="award_anew"),
    path(f"{HERE}approve/", pages.award_approve, name="award_approve"),
    path(f"{HERE}withdraw/", pages.award_withdraw, name="award_withdraw"),
    path(f"{HERE}decline/", pages.award_decline, name="award_decline"),
    path(f"{HERE}conclude/", pages.award_conclude, name="award_conclude"),
    path(f"{HERE}challenge/", challenges.award_challenge, name="award_challenge"),
    path("challenges/<slug:reference>/", challenges.challenge_page, name="challenge_page"),
    path("case-files/<slug:reference>/", cases.case_file_page, name="case_file_page"),
    path("case-files/<slug:reference>.json", cases.case_file_json, name="case_file_json"),
]
