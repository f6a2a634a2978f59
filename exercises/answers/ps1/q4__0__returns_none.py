# says: returns None
def central_differences(values, step):
    along_w = (values[2, 1] - values[0, 1]) / (2 * step)
    along_h = (values[1, 2] - values[1, 0]) / (2 * step)
