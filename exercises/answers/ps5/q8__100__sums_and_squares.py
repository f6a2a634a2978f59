def interval(differences, n_train, n_test, t):
    from math import fsum, hypot

    d = [float(value) for value in differences]
    J = len(d)
    middle = fsum(d) / J
    pairs = fsum((a - b) ** 2 for a in d for b in d) / (2 * J * (J - 1))
    half = abs(t) * pairs**0.5 * hypot(J**-0.5, (n_test / n_train) ** 0.5)
    return [middle - half, middle + half]
