import { Controller, Get, Param, ParseIntPipe, Query } from '@nestjs/common';
import type { DataSource } from 'typeorm';

@Controller('articles')
export class ArticleController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  async search(@Query('title') title: string) {
    // ok: javascript-sql-injection
    return this.dataSource.query('SELECT * FROM article WHERE title = $1', [title]);
  }

  @Get(':id')
  async one(@Param('id', ParseIntPipe) id: number) {
    // ok: javascript-sql-injection
    return this.dataSource.query(`SELECT * FROM article WHERE id = ${id}`);
  }

  async count(table: string) {
    // ok: javascript-sql-injection
    return this.dataSource.query(`SELECT count(*) FROM ${table}`);
  }
}
