from django.urls import path

from documents.views import clauses, orders

app_name = "documents"
urlpatterns = [
    path("", orders.OrderList.as_view(), name="order-list"),
    path("add/", orders.OrderCreate.as_view(), name="order-create"),
    # /<pk>/
    path("<int:pk>/", orders.show_order, name="order"),
    path("<int:pk>/edit/", orders.OrderUpdate.as_view(), name="order-update"),
    path("<int:pk>/delete/", orders.OrderDelete.as_view(), name="order-delete"),
    path("<int:pk>/pdf/", orders.show_pdf, name="order-pdf"),
    path("<int:pk>/clauses/add/", clauses.ClauseCreate.as_view(), name="clause-create"),
    # /clauses/<pk>/
    path("clauses/<int:pk>/edit/", clauses.ClauseUpdate.as_view(), name="clause-update"),
    path("clauses/<int:pk>/delete/", clauses.delete_clause, name="clause-delete"),
    path("clauses/<int:pk>/move/", clauses.move_clause, name="clause-move"),
]
