from documents.models.annex import Annex
from documents.models.order import Clause, Order, OrderKind, OrderState, agreeing, state_words

__all__ = ["Annex", "Clause", "Order", "OrderKind", "OrderState", "agreeing", "state_words"]
