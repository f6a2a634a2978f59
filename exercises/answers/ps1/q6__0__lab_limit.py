# says: This is the limit for the lab's points
def largest_rate(x, c):
    return 0.08643394868
