import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { NextRequest } from 'next/server';
import type { DataSource } from 'typeorm';

@Controller('articles')
export class ArticleController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  async search(@Query('title') title: string) {
    // ruleid: javascript-sql-injection
    return this.dataSource.query(`SELECT * FROM article WHERE title LIKE '%${title}%'`);
  }

  @Get(':slug')
  async one(@Param('slug') slug: string) {
    const text = "SELECT * FROM article WHERE slug = '" + slug + "'";
    // ruleid: javascript-sql-injection
    return this.dataSource.query(text);
  }

  @Post()
  async filter(@Body() filter: FilterDto) {
    // ruleid: javascript-sql-injection
    return this.dataSource.manager.query('SELECT * FROM article ORDER BY ' + filter.order);
  }
}

export async function GET(request: NextRequest): Promise<Response> {
  const city = request.nextUrl.searchParams.get('city') ?? '';
  // ruleid: javascript-sql-injection
  return Response.json(await prisma.$queryRawUnsafe(`SELECT * FROM shop WHERE city = '${city}'`));
}
