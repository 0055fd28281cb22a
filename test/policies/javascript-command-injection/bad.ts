import * as child_process from 'node:child_process';
import { Controller, Get, Query } from '@nestjs/common';

@Controller('tools')
export class ToolController {
  @Get('trace')
  trace(@Query('host') host: string): string {
    // ruleid: javascript-command-injection
    return child_process.execSync(`traceroute ${host}`).toString();
  }
}
