# says: prints its result
import numpy as np


def descend(start, rates):
    theta = np.array(start, dtype=float)
    print(theta)
    for rate in rates:
        theta = theta - rate * given_gradient(*theta)
        print(theta)
