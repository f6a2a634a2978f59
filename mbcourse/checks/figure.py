"""Whether a variable holds a figure that a person can mark."""


def lacks(name: str, value: object) -> str:
    """Say what the variable ``name`` lacks to be a figure with something drawn in it; empty if nothing.

    Any figure of Matplotlib will do, with lines, points, bars or pictures in at least one of its axes.
    """
    if value is None:
        return f"no variable is named {name}"
    if not hasattr(value, "get_axes"):
        return f"{name} is not a figure but of type {type(value).__name__}"
    if not any(axes.has_data() for axes in value.get_axes()):
        return f"{name} is empty, it has no lines yet"
    return ""
