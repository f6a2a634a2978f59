"""Data frames: a course on data analysis."""

from tests.grading.features import answer, locked, plain, test, text

FILES = {"weather.csv": "day,city,rain\n1,Oslo,3.5\n1,Rome,0\n2,Oslo,\n2,Rome,1.5\n3,Oslo,6\n3,Rome,0\n"}
ASSIGNMENTS = {
    "reading": (
        text("# Rain"),
        locked("import numpy as np\nimport pandas as pd"),
        answer("rain = pd.read_csv('weather.csv')", "rain = pd.read_csv('weather.csv').dropna()"),
        test("assert isinstance(rain, pd.DataFrame)\nassert rain.shape == (6, 3)", 2),
        test("assert rain['rain'].isna().sum() == 1", 1),
        answer(
            "def filled(df):\n    return df.assign(rain=df['rain'].fillna(0))",
            "def filled(df):\n    df['rain'] = df['rain'].fillna(0)\n    return df",
        ),
        test(
            """
            before = rain.copy()
            score = 0
            if filled(rain)['rain'].isna().sum() == 0:
                score += 1
            if rain.equals(before):
                score += 1.5
            score
            """,
            2.5,
        ),
        answer("wettest = filled(rain)['rain'].max()", "wettest = filled(rain)['rain'].mean()"),
        test("assert np.isclose(wettest, 6)", 1),
    ),
    "grouping": (
        locked("import pandas as pd\nrain = pd.read_csv('weather.csv')"),
        plain("rain.head()"),
        answer(
            "def by_city(df):\n    return df.groupby('city')['rain'].sum()",
            "def by_city(df):\n    return df.groupby('city')['rain'].mean()",
        ),
        test("found = by_city(rain)\nassert list(found.index) == ['Oslo', 'Rome']", 1),
        test("pd.testing.assert_series_equal(found, rain.groupby('city')['rain'].sum())", 2),
        answer(
            "wide = rain.pivot(index='day', columns='city', values='rain')",
            "wide = rain.pivot(index='city', columns='day', values='rain')",
        ),
        test("assert wide.loc[3, 'Oslo'] == 6\nassert wide.columns.tolist() == ['Oslo', 'Rome']", 2),
        answer("def dry(df): return int((df['rain'] == 0).sum())", "def dry(df): return (df['rain'] > 0).sum()"),
        test(
            """
            assert dry(rain) == 2 and type(dry(rain)) is int
            ### BEGIN HIDDEN TESTS
            assert dry(rain[:1]) == 0
            ### END HIDDEN TESTS
            """,
            2,
        ),
    ),
}
