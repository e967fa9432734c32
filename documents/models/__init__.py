from documents.models.annex import Annex
from documents.models.order import Clause, Order, OrderKind, OrderState

__all__ = ["Annex", "Clause", "Order", "OrderKind", "OrderState"]
