"""What every page's shell needs."""

from django.conf import settings


def shell(request):
    return {"demo": settings.DEMO, "body_name": settings.BODY_NAME}
