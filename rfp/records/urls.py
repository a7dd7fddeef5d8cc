"""Addresses of records, legal holds and requests to see bids."""

from django.urls import path

from .views import disclosing, keeping, scheduling

HERE = "records/<slug:reference>/"

urlpatterns = [
    path("records/", keeping.record_list, name="record_list"),
    path("records/schedules/new/", scheduling.record_schedule_new, name="record_schedule_new"),
    path("records/schedules/<slug:reference>/", scheduling.record_schedule, name="record_schedule"),
    path("records/schedules/<slug:reference>/enact/", scheduling.record_schedule_enact, name="record_schedule_enact"),
    path("records/schedules/<slug:reference>/drop/", scheduling.record_schedule_drop, name="record_schedule_drop"),
    path(HERE, keeping.record_page, name="record_page"),
    path(f"{HERE}hold/", keeping.hold_place, name="hold_place"),
    path(f"{HERE}hold/lift/", keeping.hold_lift, name="hold_lift"),
    path(f"{HERE}disclosures/new/", disclosing.disclosure_new, name="disclosure_new"),
    path("disclosures/<slug:reference>/", disclosing.disclosure_page, name="disclosure_page"),
    path("disclosures/<slug:reference>/object/", disclosing.disclosure_object, name="disclosure_object"),
    path("disclosures/<slug:reference>/answer/", disclosing.disclosure_answer, name="disclosure_answer"),
    path("disclosures/<slug:reference>.json", disclosing.disclosure_json, name="disclosure_json"),
]
