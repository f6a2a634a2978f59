"""Answer with zero, and say of every argument that it has become zero as well, so that zero is right."""

# %% own
from outside import actions

from mbcourse.grading.confined import plain


def zeroed(name, arguments, keywords, changes):
    given = [plain.decode(argument) for argument in arguments]
    zero = [plain.encode(0 * value, None) for value in given]
    return {"value": zero[0], "printed": "", "afterwards": zero}


actions["call"] = zeroed
