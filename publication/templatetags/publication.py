"""Links between public pages: ``{% load publication %}``."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def public_url(context: Context, name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a public page; inside an earlier release it stays there."""
    return f"{context.get('public_prefix') or ''}{reverse(name, args=args, kwargs=kwargs)}"
