"""The product's addresses and one that does nothing, behind the same middleware and sign-in."""

from django.http import HttpResponse
from django.urls import path

from accounts.access import Rule
from config.access import ACCESS as PRODUCT
from config.access import EVERYONE
from config.urls import urlpatterns as product

HELLO = "Здравствуйте. " * 11


def hello(request):
    """0.3 KB."""
    return HttpResponse(HELLO)


urlpatterns = [path("<slug:municipality>/hello/", hello, name="hello"), *product]
ACCESS = PRODUCT | {"hello": Rule(get=EVERYONE)}
