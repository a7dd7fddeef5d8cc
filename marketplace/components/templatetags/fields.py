"""How a Django form field becomes USWDS markup; used by templates/django/forms/field.html, hence by every form."""

from django import forms, template

register = template.Library()

CLASSES = (
    (forms.CheckboxInput, "usa-checkbox__input"),
    (forms.SelectMultiple, "usa-select usa-select--multiple"),
    (forms.Select, "usa-select"),
    (forms.Textarea, "usa-textarea"),
    (forms.FileInput, "usa-file-input"),
)
DJANGO_ROWS = "10"  # nobody chose them: too many for the one paragraph that most fields want
UNFRAMED = ("usa-checkbox__input", "usa-file-input")


@register.filter
def layout(field):
    """Which of the three ways a field is laid out: "choices", "checkbox" or "single"."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "single"


@register.filter
def choice_kind(field):
    """ "radio" or "checkbox", as USWDS names its classes."""
    return "checkbox" if isinstance(field.field.widget, forms.CheckboxSelectMultiple) else "radio"


@register.filter
def prefix(field):
    """The sign before the input, such as $."""
    return getattr(field.field.widget, "prefix", "")


@register.simple_tag
def styled(field):
    """The widget with its USWDS class beside its own; described and marked invalid by Django itself."""
    widget = field.field.widget
    css = next((css for kind, css in CLASSES if isinstance(widget, kind)), "usa-input")
    if field.errors and css not in UNFRAMED:
        css += " usa-input--error"
    attrs = {"class": f"{css} {widget.attrs.get('class', '')}".strip()}
    if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == DJANGO_ROWS:
        attrs["rows"] = "5"
    return field.as_widget(attrs=attrs)


@register.filter
def anchor(field):
    """The id that a link of the error summary leads to: the field, or the first choice of a group."""
    if field.field.widget.use_fieldset:
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id
