/** A feature with an SQL injection and a committed key, the commit that repairs it, and the same feature done right. */
import { edit, take, write, type FileStep } from '#sandbox/samples/file-step.ts';
import { maya, tom } from '#sandbox/samples/people.ts';
import type { SamplePull } from '#sandbox/samples/sample.ts';

/** Made up, and never whole in the project's sources: scanners would rightly report it. */
const ACCESS_KEY = ['AKIA', 'Y7QF3WZN', '5LJ2RUTD'].join('');

const ROUTES = 'orders/routes/customers.py';
const EXPORT = 'orders/export.py';
const END_OF_ROUTES = '    return jsonify(dict(row))\n';

const UNSAFE_QUERY = `    rows = connection.execute(f"SELECT id, name, email FROM customers WHERE name LIKE '%{name}%' ORDER BY name")`;
const SAFE_QUERY = `    rows = connection.execute(
        "SELECT id, name, email FROM customers WHERE name LIKE ? ORDER BY name", (f"%{name}%",)
    )`;

const KEY_IN_SOURCE = `ACCESS_KEY_ID = "${ACCESS_KEY}"`;
const KEY_FROM_ENVIRONMENT = 'ACCESS_KEY_ID = os.environ["EXPORT_ACCESS_KEY_ID"]';

function searchRoute(query: string): FileStep {
  const route = `

@customers.get("/customers/search")
def search_customers():
    name = request.args.get("name", "")
    connection = get_connection()
${query}
    return jsonify([dict(row) for row in rows])
`;
  return edit(ROUTES, END_OF_ROUTES, END_OF_ROUTES + route);
}

function exportModule(key: string): FileStep {
  return write(
    EXPORT,
    `"""The nightly export of customers for the newsletter."""

import csv
import io
import os

BUCKET = os.environ.get("EXPORT_BUCKET", "shop-newsletter")
${key}


def customers_as_csv(rows) -> str:
    """One line per customer: name and address."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(["name", "email"])
    for row in rows:
        writer.writerow([row["name"], row["email"]])
    return target.getvalue()
`,
  );
}

const IMPORT_REQUEST = edit(ROUTES, 'from flask import Blueprint, jsonify\n', 'from flask import Blueprint, jsonify, request\n');
const DOCUMENT_ROUTE = edit(
  'README.md',
  '| `GET /customers/<id>` | one customer |\n',
  '| `GET /customers/<id>` | one customer |\n| `GET /customers/search?name=` | customers whose name contains the text |\n',
);
const SEARCH_TEST = edit(
  'tests/test_customers.py',
  'def test_missing(client):',
  `def test_search(client):
    assert [entry["id"] for entry in client.get("/customers/search?name=Byr").json] == [1]


def test_missing(client):`,
);

export const unsafeCustomerSearch: SamplePull = {
  key: 'unsafe-feature',
  repository: 'orders-api',
  branch: 'customer-search',
  title: 'Search customers by name',
  body: `Support asked for a way to find a customer without knowing the number (SHOP-412).

- \`GET /customers/search?name=\` finds by part of the name
- first half of the newsletter export, so that marketing can start to test

I tried it against a copy of the production data, it is fast enough.`,
  openedBy: tom.login,
  commits: [
    {
      author: tom,
      date: '2026-04-07T08:31:00Z',
      message: 'Search customers by name',
      steps: [IMPORT_REQUEST, searchRoute(UNSAFE_QUERY), SEARCH_TEST],
    },
    { author: tom, date: '2026-04-07T14:02:00Z', message: 'Export customers for the newsletter', steps: [exportModule(KEY_IN_SOURCE)] },
    { author: tom, date: '2026-04-07T14:20:00Z', message: 'Document the search', steps: [DOCUMENT_ROUTE] },
  ],
  prepared: [
    {
      title: 'Bind the name as a parameter, take the key from the environment',
      steps: [edit(ROUTES, UNSAFE_QUERY, SAFE_QUERY), edit(EXPORT, KEY_IN_SOURCE, KEY_FROM_ENVIRONMENT)],
      gateAfter: 'success',
    },
  ],
  expected: {
    gate: 'failure',
    annotations: [
      { path: ROUTES, text: 'connection.execute(f"SELECT' },
      { path: EXPORT, text: 'ACCESS_KEY_ID =' },
    ],
    draft: true,
    named: [ROUTES, EXPORT],
  },
};

export const safeCustomerSearch: SamplePull = {
  key: 'fixed-feature',
  repository: 'orders-api',
  branch: 'customer-search-bound',
  title: 'Search customers by name, with bound parameters',
  body: `The same feature as before, after the review: the name is a parameter of the statement, and the export takes its key from
the environment (SHOP-412).`,
  openedBy: tom.login,
  commits: [
    {
      author: tom,
      date: '2026-04-08T09:15:00Z',
      message: 'Search customers by name',
      steps: [IMPORT_REQUEST, searchRoute(SAFE_QUERY), SEARCH_TEST],
    },
    {
      author: tom,
      date: '2026-04-08T09:40:00Z',
      message: 'Export customers for the newsletter\n\nThe key comes from the environment, as all secrets do.',
      steps: [exportModule(KEY_FROM_ENVIRONMENT), DOCUMENT_ROUTE],
    },
    {
      author: maya,
      date: '2026-04-08T10:05:00Z',
      message: 'Tell operators about the export',
      steps: [
        take('docs/runbook.md'),
        edit('docs/runbook.md', '# Runbook\n', '# Runbook\n\nThe newsletter export needs `EXPORT_ACCESS_KEY_ID`.\n'),
      ],
    },
  ],
  prepared: [],
  expected: { gate: 'success', annotations: [], draft: true, named: [ROUTES, EXPORT] },
};
