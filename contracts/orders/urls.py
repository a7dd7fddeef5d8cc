"""Addresses of orders."""

from django.urls import path

from .views import awards, changes, decisions, line, pages, provisioning, requests, shares, ways

urlpatterns = [
    path("direct-awards/", awards.award_list, name="award_list"),
    path("direct-awards.csv", awards.award_csv, name="award_csv"),
    path("orders/", pages.order_list, name="order_list"),
    path("orders/new/", requests.order_new, name="order_new"),
    path("orders/<slug:reference>/", pages.order_page, name="order_page"),
    path("orders/<slug:reference>/plan/", requests.order_plan, name="order_plan"),
    path("orders/<slug:reference>/funding/", requests.order_funding, name="order_funding"),
    path("orders/<slug:reference>/way/", ways.order_way, name="order_way"),
    path("orders/<slug:reference>/line/", line.order_line, name="order_line"),
    path("orders/<slug:reference>/offers/<int:rank>/", line.order_offer, name="order_offer"),
    *(
        path(
            f"orders/<slug:reference>/offers/<int:rank>/{verb}/",
            line.order_offer_answer,
            {"verb": verb},
            name=f"order_offer_{verb}",
        )
        for verb in line.VERBS
    ),
    *(
        path(
            f"orders/<slug:reference>/change/{kind}/",
            changes.order_change,
            {"kind": kind},
            name=f"order_change_{kind}",
        )
        for kind in changes.KINDS
    ),
    path(
        "orders/<slug:reference>/changes/<int:number>/<slug:verb>/",
        changes.order_change_decide,
        name="order_change_decide",
    ),
    path("orders/<slug:reference>/provisioning/", provisioning.order_provisioning, name="order_provisioning"),
    path(
        "orders/<slug:reference>/provisioning/confirm/",
        provisioning.order_provisioning_confirm,
        name="order_provisioning_confirm",
    ),
    path("orders/<slug:reference>/shares/", shares.order_shares, name="order_shares"),
    *(
        path(
            f"orders/<slug:reference>/shares/<slug:agency>/{verb}/",
            shares.order_share_decide,
            {"verb": verb},
            name=f"order_share_{verb}",
        )
        for verb in shares.VERBS
    ),
    path("orders/<slug:reference>/check/", requests.order_check, name="order_check"),
    path("orders/<slug:reference>/submitted/", requests.order_submitted, name="order_submitted"),
    *(
        path(f"orders/<slug:reference>/{verb}/", decisions.order_decide, {"verb": verb}, name=f"order_{verb}")
        for verb in decisions.DECISIONS
    ),
]
