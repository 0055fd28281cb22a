import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { declaredByKeyword } from '#src/syntax/declared-by-keyword.ts';

const outline = (path: string, source: string): readonly string[] | undefined =>
  declaredByKeyword(path, source.split('\n'))?.map(
    ({ container, name, kind, startLine, endLine }) =>
      `${kind} ${container === undefined ? '' : `${container}.`}${name} ${startLine}-${endLine}`,
  );

const examples: readonly (readonly [path: string, source: string, declared: readonly string[]])[] = [
  [
    'Cart.kt',
    `package shop

const val LIMIT = 3

@Serializable(with = X::class) data class Cart(
    val lines: List<Line>,
) : Base() {
    companion object {
        fun empty(): Cart = Cart(emptyList())
    }

    override suspend fun <T : Any> List<T>.total(by: (T) -> Int): Int {
        fun local() = 1
        return sumOf(by)
    }
}

sealed interface Event
fun interface Listener { fun on(event: Event) }
private fun String.slug() = lowercase()
typealias Lines = List<Line>`,
    [
      'constant LIMIT 3-3',
      'class Cart 5-16',
      'method Cart.empty 9-9',
      'method Cart.total 12-15',
      'interface Event 18-18',
      'interface Listener 19-19',
      'function slug 20-20',
      'type Lines 21-21',
    ],
  ],
  [
    'Session.swift',
    `public final class Session: NSObject {
    public static let shared = Session()
    @discardableResult
    open func request(
        _ url: URL
    ) -> Request {
        perform(url)
    }
    class func make() -> Session { Session() }
}

extension Session {
    mutating func cancel() {}
}
protocol Adapter: Sendable { }
indirect enum Tree { case leaf }
public typealias Handler = () -> Void`,
    [
      'class Session 1-10',
      'method Session.request 4-8',
      'method Session.make 9-9',
      'function cancel 13-13',
      'interface Adapter 15-15',
      'enum Tree 16-16',
      'type Handler 17-17',
    ],
  ],
  [
    'conn.ex',
    `defmodule Plug.Conn do
  @moduledoc "about"
  def assign(%Conn{} = conn, key, value) do
    conn
  end

  defp scheme?(nil), do: false
  defp scheme?(_), do: true
  defmacro wrap(x), do: x
end`,
    ['module Conn 1-10', 'function assign 3-5', 'function scheme? 7-8', 'function wrap 9-9'].map((row) =>
      row.replace(/^function /u, 'method Conn.'),
    ),
  ],
  [
    'path.scala',
    `trait Path extends Base {
  def last: String
  final override def /(x: Int) = 1
  private[os] def segments: Seq[String] = {
    Nil
  }
}
case object Root extends Path
object Path { implicit def of(s: String): Path = ??? }
opaque type Id = Long`,
    ['interface Path 1-7', 'method Path.last 2-2', 'method Path.segments 4-6', 'class Root 8-8', 'class Path 9-9', 'type Id 10-10'],
  ],
  [
    'cart.lua',
    `local M = {}
local function sum(a)
  return a
end
function M.Cart:total(x)
  return sum(x)
end
M.empty = function() return {} end`,
    ['function sum 2-4', 'function total 5-7', 'function empty 8-8'],
  ],
  [
    'list.zig',
    `const std = @import("std");
pub const List = struct {
    pub fn append(self: *List) !void {
        _ = self;
    }
};
pub const Kind = enum { a, b };`,
    ['constant std 1-1', 'class List 2-6', 'method List.append 3-5', 'enum Kind 7-7'],
  ],
  [
    'Parser.hs',
    `module Parser where
data Token = Word String
  | Number Int
newtype Parser a = Parser { run :: String -> a }
class (Monad m) => MonadLog m where
  logIt :: String -> m ()
parse :: String
      -> [Token]
parse [] = []
parse (x:xs) = parse xs`,
    ['type Token 2-3', 'type Parser 4-4', 'type MonadLog 5-6', 'function parse 7-10'],
  ],
  [
    'install.sh',
    `main() {
  echo hi
}
function nvm_use {
  nvm_die() { exit 1; }
}`,
    ['function main 1-3', 'function nvm_use 4-6'],
  ],
  [
    'app.dart',
    `abstract class Widget<T> extends Base {
  const Widget();
  Future<void> build(BuildContext context) async {
    if (ready) {
      return run();
    }
  }
}
enum Mode { a }
void main(List<String> args) {
  run();
}`,
    ['class Widget 1-8', 'method Widget.build 3-7', 'enum Mode 9-9', 'function main 10-12'],
  ],
  [
    'tables.sql',
    'create table if not exists public.carts (\n  id int\n);\nCREATE OR REPLACE FUNCTION total() RETURNS int',
    ['type carts 1-3', 'type total 4-4'],
  ],
  [
    'api.proto',
    'message Cart {\n  int32 id = 1;\n}\nservice Shop {\n  rpc Buy(Cart) returns (Cart);\n}',
    ['type Cart 1-3', 'type Shop 4-6', 'method Shop.Buy 5-5'],
  ],
  ['core.clj', '(ns shop.core)\n(defn- total\n  [lines]\n  0)\n(defrecord Cart [lines])', ['function total 2-4', 'function Cart 5-5']],
  ['cart.erl', '-module(cart).\ntotal([]) -> 0;\ntotal([H | T]) ->\n  H + total(T).', ['module cart 1-1', 'function total 2-4']],
  ['Cart.m', '@implementation Cart\n- (NSInteger)total:(NSArray *)lines {\n  return 0;\n}\n@end', ['class Cart 1-1', 'method total 2-4']],
  [
    'cart.ml',
    'type cart = {\n  id : int;\n}\nlet rec total lines =\n  match lines with\n  | [] -> 0\nmodule M = struct\n  let x = 1\nend',
    ['type cart 1-3', 'function total 4-6', 'module M 7-9', 'method M.x 8-8'],
  ],
  [
    'cart.jl',
    'mutable struct Cart <: Any\n  id::Int\nend\nfunction total!(c)\n  0\nend\ndouble(x) = 2x',
    ['class Cart 1-3', 'function total! 4-6', 'function double 7-7'],
  ],
  ['cart.R', 'total <- function(x) {\n  x\n}', ['function total 1-3']],
  ['Cart.pm', 'package Shop::Cart;\nsub total {\n  my $x = 1;\n}', ['module Cart 1-1', 'function total 2-4']],
  [
    'main.tf',
    'resource "aws_s3_bucket" "logs" {\n  acl = "private"\n}\nvariable "region" {}',
    ['constant logs 1-3', 'constant region 4-4'],
  ],
  [
    'Cart.vue',
    '<script setup>\nconst total = computed(() => 1)\nasync function buy() {\n  const local = 1\n}\n</script>',
    ['constant total 2-2', 'function buy 3-5'],
  ],
];

for (const [path, source, declared] of examples)
  test(`Declarations of ${path}`, () => {
    assert.deepEqual(outline(path, source), declared);
  });

test('Nothing is said of files whose language is not known', () => {
  for (const path of ['a.txt', 'Makefile', 'a.constructor', '.kt/a', 'a']) assert.equal(outline(path, 'class A'), undefined);
});

test('Whatever a file holds: places are inside it, and it does not take long', () => {
  const pieces = fc.constantFrom(
    'class A',
    '  fun b() {',
    '}',
    '',
    '\t',
    'def c',
    '    x',
    'end',
    '\u0000',
    '\uD800',
    '(defn d',
    'fun '.repeat(90),
  );
  fc.assert(
    fc.property(fc.constantFrom('a.kt', 'a.ex', 'a.clj', 'a.hs', 'a.dart', 'a.ml'), fc.array(pieces, { maxLength: 60 }), (path, lines) => {
      for (const { line, startLine, endLine } of declaredByKeyword(path, lines) ?? []) {
        assert.ok(1 <= startLine && startLine <= line && line <= endLine && endLine <= lines.length);
      }
    }),
  );
  for (const line of [
    'private '.repeat(4_000),
    `@a(${'('.repeat(9_000)}`,
    'a '.repeat(9_000),
    '\t'.repeat(9_000),
    `List<${'x,'.repeat(5_000)}`,
  ]) {
    const started = process.cpuUsage();
    for (const path of ['a.kt', 'a.swift', 'a.dart', 'a.scala', 'a.hs', 'a.sql', 'a.jl', 'a.fs'])
      declaredByKeyword(
        path,
        Array.from({ length: 50 }, () => line),
      );
    const { user, system } = process.cpuUsage(started);
    assert.ok(user + system < 2_000_000, `${line.slice(0, 20)}: ${user + system} µs`);
  }
});
