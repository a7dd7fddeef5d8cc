"""The lists of wordings in Wagtail's area, where editors keep them; every change goes through our actions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, SnippetViewSet

from marketplace.accounts.models import User
from marketplace.clock import database_now
from marketplace.errors import InvalidInput
from marketplace.organisations.models import Membership
from marketplace.permissions import PERMISSIONS, allowed

from .models import WordingList
from .wording_actions import ROW, delete_wording_list, folded, keep_wording_list


class WordingListPolicy(BasePermissionPolicy):
    """The answer comes from the permission table."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return allowed(user, ROW)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        roles = {role for grant in PERMISSIONS[ROW] for role in grant.roles}
        held = Membership.objects.in_force(at=database_now()).filter(role__in=roles, organisation__kind="broker")
        return User.objects.filter(is_active=True, pk__in=held.values("user_id"))


class WordingListForm(WagtailAdminModelForm):
    """Says what is wrong with a wording beside its field."""

    def clean_wordings(self) -> list[str]:
        try:
            return folded(self.cleaned_data["wordings"])
        except InvalidInput as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class _Saving:
    """Saves through our action."""

    form: Any
    request: Any

    def save_instance(self) -> WordingList:
        wordings = self.form.cleaned_data["wordings"]
        return keep_wording_list(wording_list=self.form.instance, wordings=wordings, by=self.request.user)


class WordingListCreateView(_Saving, CreateView):
    pass


class WordingListEditView(_Saving, EditView):
    pass


class WordingListDeleteView(DeleteView):
    def delete_action(self) -> None:
        delete_wording_list(wording_list=self.object, by=self.request.user)


class WordingListViewSet(SnippetViewSet):
    model = WordingList
    icon = "list-ul"
    menu_label = "Search wordings"
    menu_order = 170
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = (
        "__str__",
        Column("others", label="Found as well", accessor=lambda held: ", ".join(held.wordings[1:])),
    )
    list_per_page = 400
    search_fields = ("wordings",)
    panels = [FieldPanel("wordings")]
    add_view_class = WordingListCreateView
    edit_view_class = WordingListEditView
    delete_view_class = WordingListDeleteView

    def get_form_class(self, for_update: bool = False) -> type[WordingListForm]:
        return super().get_form_class(for_update)
