"""The sessions that are left over make a short piece of their own; here they have to lengthen the others."""


def equal_parts(order, size):
    for first in range(0, len(order), size):
        yield order[first : first + size]
