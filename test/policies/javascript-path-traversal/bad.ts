import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';

@Controller('files')
export class FileController {
  @Get(':name')
  read(@Param('name') name: string, @Res() response: Response): void {
    // ruleid: javascript-path-traversal
    createReadStream(join('/srv/files', name)).pipe(response);
  }
}
