"""What can go wrong, with the HTTP status a caller sees."""


class OrderError(Exception):
    code = "order_error"
    status = 400


class NotFound(OrderError):
    code = "not_found"
    status = 404


class InvalidOrder(OrderError):
    code = "invalid_order"
    status = 422


class AlreadyShipped(OrderError):
    code = "already_shipped"
    status = 409
