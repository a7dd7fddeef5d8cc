"""Paying online, the page one comes back to, a vendor's account, and the door for Stripe's events."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from marketplace.components.formats import money
from marketplace.errors import DomainError
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..actions.accounts import onboard_vendor
from ..actions.online import receive_event, start_online_payment
from ..asking import Question, ask
from ..models import OnlinePayment
from ..queries import account_of, disputed_payments
from ..stripe_gateway import gateway, is_configured, read_event, secrets_of
from .steps import seen_invoice, sub_of


@login_required
def invoice_pay_online(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks, and leads to Stripe's page."""
    invoice = seen_invoice(request, reference)
    require(request.user, "billing.pay_online", invoice)
    if not is_configured():
        raise Http404
    lines = (
        f"{money((invoice.open_amount, invoice.currency))} is paid to {invoice.issuer} through Stripe.",
        "Pressed twice, it is one payment.",
    )
    question = Question("Pay online?", "Open the payment page", "The payment page is open.", lines)

    def act(form):
        return start_online_payment(invoice=invoice, by=request.user, through=gateway())

    back = reverse("invoice_online", args=[invoice.reference])
    return ask(request, question, about=invoice, sub=sub_of(invoice), form=Form, act=act, back=back)


@login_required
@require_safe
def invoice_online(request: HttpRequest, reference: str) -> HttpResponse:
    """Where one comes back to from Stripe: paid, or being confirmed. It never says that a payment failed."""
    invoice = seen_invoice(request, reference)
    last = invoice.online_payments.order_by("-attempt").first()
    paid = last is not None and last.status == OnlinePayment.Status.PAID
    waits = last is not None and last.status == OnlinePayment.Status.OPEN and "returned" not in request.GET
    context = {"invoice": invoice, "paid": paid, "address": last.address if waits else ""}
    return render(request, "billing/invoice_online.html", context)


@login_required
def vendor_account(request: HttpRequest, slug: str) -> HttpResponse:
    """A vendor opens its account with Stripe, or goes on with it."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    require(request.user, "billing.onboard_vendor", organisation)
    if not is_configured():
        raise Http404
    lines = ("Stripe asks for what the law wants to know; Stoa keeps the number of your account alone.",)
    question = Question("Take payments online?", "Open the account", "Your account is open. Go on at Stripe.", lines)
    addresses: list[str] = []

    def act(form):
        back = f"{settings.SITE_ADDRESS}/invoices/"
        addresses.append(onboard_vendor(organisation=organisation, by=request.user, through=gateway(), back=back))
        return addresses

    answer = ask(request, question, about=None, sub=str(organisation), form=Form, act=act, back="/invoices/")
    if not addresses:
        return answer
    context = {"organisation": organisation, "address": addresses[0]}
    return render(request, "billing/vendor_account.html", context)


@login_required
@require_safe
def vendor_payouts(request: HttpRequest, slug: str) -> HttpResponse:
    """What Stripe paid out to a vendor, whether its account is complete, and what its payers' banks dispute."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    require(request.user, "billing.onboard_vendor", organisation)
    if not is_configured():
        raise Http404
    account, payouts, refusal = account_of(organisation), [], ""
    try:
        payouts = gateway().payouts(account.account) if account else []
    except DomainError as no_answer:
        refusal = str(no_answer)
    context = {"organisation": organisation, "account": account, "payouts": payouts, "refusal": refusal}
    context["disputes"] = disputed_payments(organisation)
    return render(request, "billing/vendor_payouts.html", context)


@csrf_exempt
@require_POST
@transaction.non_atomic_requests
def stripe_events(request: HttpRequest) -> HttpResponse:
    """Takes a signed event in and answers at once; its job looks at the object. Forged ones change nothing."""
    try:
        event = read_event(
            request.body,
            request.headers.get("Stripe-Signature", ""),
            secrets=secrets_of(settings.STRIPE_WEBHOOK_SECRETS),
            livemode=settings.STRIPE_LIVE,
        )
    except (DomainError, RequestDataTooBig) as refusal:
        return HttpResponse(str(refusal), status=400, content_type="text/plain")
    receive_event(event=event)
    return HttpResponse(status=204)
