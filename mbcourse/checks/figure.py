"""Whether a variable holds a figure that a person can mark."""

from collections.abc import Mapping


def lacks(name: str, namespace: Mapping[str, object]) -> str:
    """Say what the variable ``name`` lacks to be a figure with something drawn in it; empty if nothing.

    Any figure of Matplotlib will do, with lines, points, bars or pictures in at least one of its axes.
    """
    if name not in namespace:
        return f"no variable is named {name}"
    value = namespace[name]
    if value is None:  # what plt.show() and most methods that draw return
        return f"{name} is None: do not assign to it again once it is made"
    if not hasattr(value, "get_axes"):
        return f"{name} is not a figure but of type {type(value).__name__}"
    if not any(axes.has_data() for axes in value.get_axes()):
        return f"{name} is empty, it has no lines yet"
    return ""
