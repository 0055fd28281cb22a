import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outlineOf } from '#src/syntax/outline-of.ts';
import type { CodeSymbol, Language } from '#src/syntax/code-symbol.ts';
import { LANGUAGES } from '#src/syntax/code-symbol.ts';

async function lines(language: Language, source: string): Promise<string[]> {
  const symbols = await outlineOf(language, source);
  assert.ok(symbols, `${language} could not be parsed`);
  return symbols.map(show);
}

function show(symbol: CodeSymbol): string {
  const name = symbol.container === undefined ? symbol.name : `${symbol.container}.${symbol.name}`;
  return `${symbol.exported ? '+' : '-'} ${symbol.kind} ${name} ${symbol.startLine}/${symbol.line}-${symbol.endLine} | ${symbol.signature}`;
}

test('python: classes, methods, decorators, underscore names', async () => {
  const source = [
    '@app.get("/x")',
    'async def list_orders(',
    '    page: int = 1,',
    ') -> list[Order]:',
    '    def local(): pass',
    '    return []',
    'class Cart(Base):',
    '    def __init__(self): ...',
    '    def _total(self): ...',
    'def _hidden(): ...',
    'if TYPE_CHECKING:',
    '    def typed(): ...',
  ].join('\n');
  assert.deepEqual(await lines('python', source), [
    '+ function list_orders 1/2-6 | async def list_orders(page: int = 1) -> list[Order]',
    '+ class Cart 7/7-9 | class Cart(Base)',
    '+ method Cart.__init__ 8/8-8 | def __init__(self)',
    '- method Cart._total 9/9-9 | def _total(self)',
    '- function _hidden 10/10-10 | def _hidden()',
    '+ function typed 12/12-12 | def typed()',
  ]);
});

test('typescript: exports, arrows, private members, types', async () => {
  const source = [
    'export const add = (a: number, b: number): number => a + b;',
    'const local = 1;',
    'function later() {}',
    'export class Cart<T> extends Base {',
    '  private hidden() {}',
    '  total(currency: string): number { return 1; }',
    '}',
    'export interface Price { amount: number; format(): string }',
    'export type Id = string;',
    'export enum Color { Red }',
    'export default function () {}',
    'export { later };',
    'export const LIMIT = 5;',
  ].join('\n');
  const expected = [
    '+ function add 1/1-1 | add = (a: number, b: number): number',
    '+ function later 3/3-3 | function later()',
    '+ class Cart 4/4-7 | class Cart<T> extends Base',
    '- method Cart.hidden 5/5-5 | private hidden()',
    '+ method Cart.total 6/6-6 | total(currency: string): number',
    '+ interface Price 8/8-8 | interface Price',
    '+ method Price.format 8/8-8 | format(): string',
    '+ type Id 9/9-9 | type Id = string;',
    '+ enum Color 10/10-10 | enum Color',
    '+ function default 11/11-11 | function ()',
    '+ constant LIMIT 13/13-13 | LIMIT = 5',
  ];
  assert.deepEqual(await lines('typescript', source), expected);
  assert.deepEqual(await lines('tsx', source), expected);
});

test('javascript: CommonJS exports count as public', async () => {
  const source = 'function a() {}\nfunction b() {}\nconst c = () => 1;\nmodule.exports = { a };\nexports.c = c;\n';
  assert.deepEqual(await lines('javascript', source), [
    '+ function a 1/1-1 | function a()',
    '- function b 2/2-2 | function b()',
    '+ function c 3/3-3 | c = ()',
  ]);
});

test('go: receivers, capital letters, structs', async () => {
  const source = [
    'package shop',
    'type Cart struct {',
    '\tItems []Item',
    '}',
    'func (c *Cart) Add(i Item) error { return nil }',
    'func (c *cart) Hidden() {}',
    'func load() {}',
    'type Store interface { Get(id int) error }',
    'func Map[T any](in []T) []T { return in }',
  ].join('\n');
  assert.deepEqual(await lines('go', source), [
    '+ class Cart 2/2-4 | Cart struct',
    '+ method Cart.Add 5/5-5 | func (c *Cart) Add(i Item) error',
    '- method cart.Hidden 6/6-6 | func (c *cart) Hidden()',
    '- function load 7/7-7 | func load()',
    '+ interface Store 8/8-8 | Store interface',
    '+ function Map 9/9-9 | func Map[T any](in []T) []T',
  ]);
});

test('java: public is what is public, interface members are', async () => {
  const source = [
    'package shop;',
    '/** public */',
    'public class Cart {',
    '  @Override',
    '  public int total(String currency) { return 1; }',
    '  int internal() { return 2; }',
    '  private enum State { A }',
    '}',
    'public interface Store { Order get(long id); }',
  ].join('\n');
  assert.deepEqual(await lines('java', source), [
    '+ class Cart 3/3-8 | public class Cart',
    '+ method Cart.total 4/5-5 | public int total(String currency)',
    '- method Cart.internal 6/6-6 | int internal()',
    '- enum Cart.State 7/7-7 | private enum State',
    '+ interface Store 9/9-9 | public interface Store',
    '+ method Store.get 9/9-9 | Order get(long id);',
  ]);
});

test('C and C++: headers, macros before names, and scopes', async () => {
  const source = `#ifndef CART_H
#define CART_H
#ifdef __cplusplus
extern "C" {
#endif
#define EACH(item, cart) for (item = cart->first; item; item = item->next)
struct later;
typedef struct cart {
  struct cart *next;
} cart_t;
CART_PUBLIC(cart_t *) cart_new(void)
{
  return 0;
}
#ifdef __cplusplus
}
#endif
namespace shop {
class SHOP_API error : public std::runtime_error {
 public:
  int &front() { return first_; }
};
}
SHOP_INLINE void shop::list::push(int a) {}
#endif
`;
  const symbols = (await outlineOf('cpp', source)) ?? [];
  assert.deepEqual(
    symbols.map(({ kind, container, name, startLine, endLine }) => `${kind} ${container ?? ''} ${name} ${startLine}-${endLine}`),
    [
      'function  EACH 6-6',
      'type  cart_t 8-10',
      'function  cart_new 11-14',
      'class  error 19-22',
      'method error front 21-21',
      'function shop.list push 24-24',
    ],
  );
});

test('every bundled grammar loads and finds the one function', async () => {
  const sources: Record<Language, string> = {
    python: 'def f(): pass',
    javascript: 'function f() {}',
    typescript: 'function f() {}',
    tsx: 'function f() {}',
    go: 'package a\nfunc f() {}',
    java: 'class A { void f() {} }',
    ruby: 'class A\n  def f(x)\n  end\nend',
    rust: 'impl A { pub fn f(&self) {} }',
    php: '<?php class A { public function f() {} }',
    csharp: 'class A { public void f() {} }',
    cpp: 'int f(int a) { return a; }',
  };
  for (const language of LANGUAGES) {
    const symbols = await outlineOf(language, sources[language]);
    assert.ok(
      symbols?.some((symbol) => symbol.name === 'f'),
      `${language}: ${JSON.stringify(symbols)}`,
    );
  }
});
