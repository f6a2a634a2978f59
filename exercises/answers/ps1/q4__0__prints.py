# says: prints its result
def central_differences(values, step):
    print((values[2, 1] - values[0, 1]) / (2 * step), (values[1, 2] - values[1, 0]) / (2 * step))
