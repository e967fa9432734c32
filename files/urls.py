from django.urls import path

from files import part_views, views

app_name = "files"
urlpatterns = [
    path("<uuid:pk>/", views.download, name="download"),
    path("parts/", part_views.begin, name="part-begin"),
    path("parts/<uuid:pk>/", part_views.part, name="part"),
    path("parts/<uuid:pk>/drop/", part_views.drop, name="part-drop"),
]
