/** The last step of the manifest flow: whoever has the code gets the App's credentials, without any other credential. */
import { createPrivateKey } from 'node:crypto';
import { presentApp } from '#sandbox/present/present-app.ts';
import type { Call, Route } from './call.ts';
import { ok, textParam } from './call.ts';

export const MANIFEST_ROUTES: readonly Route<Call>[] = [
  {
    method: 'POST',
    path: '/app-manifests/{code}/conversions',
    run: (call) => {
      const { app, privateKey, webhookSecret } = call.world.takeOffer(textParam(call, 'code'));
      return ok(
        {
          ...presentApp(call.world, app),
          client_secret: app.clientSecret,
          // An App whose webhooks are switched off has no secret yet.
          webhook_secret: app.webhookUrl === null ? null : webhookSecret,
          // GitHub hands its keys out in the older form.
          pem: createPrivateKey(privateKey).export({ type: 'pkcs1', format: 'pem' }).toString(),
        },
        201,
      );
    },
  },
];
