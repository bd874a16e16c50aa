"""Asks Prometheus each query of a Grafana board and of the alerts that it has, until all have shown something.

Usage: board.py PROMETHEUS BOARD.json ALERTS-TEST.yml
"""

import json
import math
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

PATIENCE_SECONDS = 120


class Prometheus:
    def __init__(self, url):
        self.url = url

    def get(self, path, **parameters):
        url = f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            raise ValueError(json.load(error).get("error")) from None

    def values(self, query):
        """The numbers of the last minute, by series, as a panel would show them."""
        now = time.time()
        series = self.get("query_range", query=query, start=now - 60, end=now, step=1)["result"]
        numbers = ([float(value) for _, value in one["values"]] for one in series)
        return [[number for number in some if math.isfinite(number)] for some in numbers]


def variables(board, prometheus):
    """What Grafana puts in for each variable of the board when all is chosen."""
    known = {"__rate_interval": "15s"}
    for variable in board["templating"]["list"]:
        if variable["type"] == "query":
            query = replaced(variable["query"]["query"], known)
            selector, label = re.fullmatch(r"label_values\((.*), (\w+)\)", query).groups()
            names = prometheus.get(f"label/{label}/values", **{"match[]": selector})
            known[variable["name"]] = "(" + "|".join(names) + ")"
    return known


def replaced(query, known):
    return re.sub(r"\$(\w+)", lambda match: known.get(match[1], match[0]), query)


def panels(board):
    for panel in board["panels"]:
        if panel["type"] == "row":
            yield from panels({"panels": panel.get("panels", [])})
        elif not panel.get("targets"):
            sys.exit(f"== panel {panel['id']}, {panel['title']}, asks nothing")
        else:
            for target in panel["targets"]:
                yield f"panel {panel['id']}{target['refId']}, {panel['title']}", target["expr"]


def alerts(prometheus):
    """What the alerts look at, whatever its value: the query without the limit at its end."""
    for group in prometheus.get("rules")["groups"]:
        for rule in group["rules"]:
            limited = re.fullmatch(r"(.*?)\s*[<>!=]=?\s*[-+.\deE]+", rule["query"], re.DOTALL)
            yield f"alert {rule['name']}", limited[1] if limited else rule["query"]


def untested(prometheus, tests):
    """Alerts of which no test says that they are raised: their limits may be out of reach."""
    raised = re.findall(r"alertname: (\w+)\s+exp_alerts:\s*\n\s*-", tests)
    names = [rule["name"] for group in prometheus.get("rules")["groups"] for rule in group["rules"]]
    return [name for name in names if name not in raised]


def answer(prometheus, query):
    """What there is to see, and whether that is enough."""
    try:
        series = [numbers for numbers in prometheus.values(query) if numbers]
    except ValueError as error:
        return f"error: {error}", False
    if not series:
        return "no data", False
    most = max(max(numbers) for numbers in series)
    return f"{len(series)} series, up to {most:.4g}", most > 0


def main():
    prometheus = Prometheus(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as file:
        board = json.load(file)
    with open(sys.argv[3], encoding="utf-8") as file:
        unproved = untested(prometheus, file.read())
    if unproved:
        sys.exit(f"== no test raises {', '.join(unproved)}")
    asked = [*panels(board), *alerts(prometheus)]
    queries = dict(asked)
    if len(queries) < len(asked):
        sys.exit("== two panels of the board have the same id and title")
    answers = {}
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        known = variables(board, prometheus)
        for name, query in queries.items():
            if not answers.get(name, ("", False))[1]:
                answers[name] = answer(prometheus, replaced(query, known))
        missing = [name for name, (_, enough) in answers.items() if not enough]
        if not missing or time.monotonic() > deadline:
            break
        time.sleep(1)

    for name, value in known.items():
        print(f"${name} = {value}")
    for name, query in queries.items():
        seen, enough = answers[name]
        print(f"{'ok  ' if enough else 'FAIL'} {name}: {seen}\n       {query}")
    if missing:
        sys.exit(f"== nothing above zero to be seen of: {'; '.join(missing)}")
    print(f"== Prometheus answers all {len(queries)} queries of the board and the alerts")


if __name__ == "__main__":
    main()
