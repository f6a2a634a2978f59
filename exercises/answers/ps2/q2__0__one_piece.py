"""There is only one piece; there have to be as many as can be without one that is shorter than `size`."""


def equal_parts(order, size):
    yield order
