from statistics import fmean, stdev


def interval(differences, n_train, n_test, t):
    values = differences.tolist()
    half = t * stdev(values) * (1 / len(values) + n_test / n_train) ** 0.5
    return fmean(values) - half, fmean(values) + half
