/** `shop/orders-api`: Python, Flask. */
import { edit, take, write } from '#sandbox/samples/file-step.ts';
import { ines, maya, tom } from '#sandbox/samples/people.ts';
import type { SampleRepository } from '#sandbox/samples/sample.ts';

export const ordersApi: SampleRepository = {
  owner: 'shop',
  name: 'orders-api',
  description: 'Orders and customers of the shop (Python, Flask)',
  history: [
    {
      author: maya,
      date: '2025-11-03T08:12:00Z',
      message: 'Start the orders service',
      steps: [
        take('README.md', 'pyproject.toml', 'orders/__init__.py', 'orders/config.py', 'orders/errors.py'),
        edit('pyproject.toml', '1.4.0', '0.1.0'),
        write('.gitignore', '__pycache__/\n*.egg-info/\n*.sqlite3\n'),
      ],
    },
    {
      author: maya,
      date: '2025-11-04T15:40:00Z',
      message: 'Keep orders in SQLite, one connection per request',
      steps: [take('orders/database.py', 'orders/schema.sql', 'orders/models.py', 'orders/repository.py')],
    },
    {
      author: tom,
      date: '2025-11-10T09:05:00Z',
      message: 'Place, show and list orders over HTTP\n\nThe list is capped at 100 orders, whatever the caller asks for.',
      steps: [take('orders/app.py', 'orders/routes/', 'orders/validation.py')],
    },
    {
      author: tom,
      date: '2025-11-11T13:27:00Z',
      message: 'Test the routes and the validation',
      steps: [take('tests/'), edit('tests/test_orders.py', '    assert answer.json["error"] == "invalid_order"\n', '')],
    },
    {
      author: ines,
      date: '2025-12-01T10:00:00Z',
      message: 'Run ruff and pytest on every pull request',
      steps: [take('.github/')],
    },
    {
      author: tom,
      date: '2026-01-19T16:31:00Z',
      message: 'Say in JSON why an order was refused\n\nThe storefront shows the code, people read the message.',
      steps: [take('tests/test_orders.py')],
    },
    {
      author: ines,
      date: '2026-02-09T11:48:00Z',
      message: 'Write down what to do when it breaks',
      steps: [take('docs/runbook.md')],
    },
    { author: maya, date: '2026-03-02T09:00:00Z', message: 'Release 1.4.0', steps: [take('pyproject.toml')] },
  ],
};
