"""Addresses of bids and of their opening. Codes are drawn by lot: no address tells how many there are."""

from django.urls import path

from .views import editing, opening, pages, sending

urlpatterns = [
    path("bids/", pages.bid_list, name="bid_list"),
    path("bids/<uuid:code>/", pages.bid_page, name="bid_page"),
    path("bids/<uuid:code>/parts/<slug:key>/", editing.bid_part, name="bid_part"),
    path("bids/<uuid:code>/parts/<slug:key>/keep/", editing.bid_part_keep, name="bid_part_keep"),
    path("bids/<uuid:code>/parts/<slug:key>/discard/", editing.bid_part_discard, name="bid_part_discard"),
    path("bids/<uuid:code>/files/<uuid:file>/", editing.bid_file, name="bid_file"),
    path("bids/<uuid:code>/opened/<uuid:file>/", opening.opened_file, name="bid_opened_file"),
    path("bids/<uuid:code>/submit/", sending.bid_submit, name="bid_submit"),
    path("bids/<uuid:code>/withdraw/", sending.bid_withdraw, name="bid_withdraw"),
    path("bids/<uuid:code>/addenda/", sending.bid_addenda, name="bid_addenda"),
    path("bids/<uuid:code>/copy.json", sending.bid_copy, name="bid_copy"),
    path("bids/<uuid:code>/receipts/<int:number>/", sending.bid_receipt, name="bid_receipt"),
    path("bids/<uuid:code>/receipts/<int:number>.json", sending.bid_receipt_file, name="bid_receipt_file"),
    path("opportunities/<slug:reference>/lots/<int:number>/bid/", pages.bid_start, name="bid_start"),
    path("opportunities/<slug:reference>/receipts/", opening.closing_list, name="closing_list"),
    path("opportunities/<slug:reference>/receipts.json", opening.closing_list_file, name="closing_list_file"),
    path("opportunities/<slug:reference>/opening/", opening.opening_page, name="opening_page"),
    path("opportunities/<slug:reference>/opening/keys/", opening.opening_keys, name="opening_keys"),
    path("opportunities/<slug:reference>/opening/drill/", opening.opening_drill, name="opening_drill"),
    path("opening-key/", opening.officer_key, name="officer_key"),
]
