"""Addresses of organisations and their people."""

from django.urls import path

from .views import bodies, joining, members, sanctions, tokens, vendors

urlpatterns = [
    path("", joining.membership_list, name="membership_list"),
    path("register/", joining.vendor_register, name="vendor_register"),
    path("bodies/", bodies.body_registration_list, name="body_registration_list"),
    path("bodies/register/", bodies.body_register, name="body_register"),
    path("bodies/<int:pk>/", bodies.body_decide, name="body_decide"),
    path("invitations/<str:secret>/", joining.invitation_accept, name="invitation_accept"),
    path("vendors/", vendors.vendor_verification_list, name="vendor_verification_list"),
    path("vendors/<slug:slug>/", vendors.vendor_verify, name="vendor_verify"),
    path("vendors/<slug:slug>/sanction/", sanctions.sanction_impose, name="sanction_impose"),
    path("debarments/", sanctions.sanction_list, name="sanction_list"),
    path("sanctions/<int:pk>/", sanctions.sanction_page, name="sanction_page"),
    path("sanctions/<int:pk>/lift/", sanctions.sanction_lift, name="sanction_lift"),
    path("sanctions/<int:pk>/appeal/", sanctions.sanction_appeal, name="sanction_appeal"),
    path("sanctions/<int:pk>/decision/", sanctions.appeal_decide, name="appeal_decide"),
    path("<slug:slug>/join/", joining.organisation_join, name="organisation_join"),
    path("<slug:slug>/members/", members.member_list, name="member_list"),
    path("<slug:slug>/members/invite/", members.member_invite, name="member_invite"),
    path("<slug:slug>/members/<int:pk>/", members.member_change, name="member_change"),
    path("<slug:slug>/members/<int:pk>/end/", members.member_end, name="member_end"),
    path("<slug:slug>/members/<int:pk>/substitute/", members.substitute_appoint, name="substitute_appoint"),
    path("<slug:slug>/substitutions/<int:pk>/end/", members.substitute_end, name="substitute_end"),
    path("<slug:slug>/invitations/<int:pk>/withdraw/", members.invitation_withdraw, name="invitation_withdraw"),
    path("<slug:slug>/tokens/", tokens.token_list, name="token_list"),
    path("<slug:slug>/tokens/new/", tokens.token_issue, name="token_issue"),
    path("<slug:slug>/tokens/<int:pk>/revoke/", tokens.token_revoke, name="token_revoke"),
]
