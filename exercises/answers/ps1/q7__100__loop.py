def distances(history, minimum):
    lengths = [((w - minimum[0]) ** 2 + (h - minimum[1]) ** 2) ** 0.5 for w, h in history]
    return [length / lengths[0] for length in lengths]
