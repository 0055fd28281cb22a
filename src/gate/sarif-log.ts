/** The part of a SARIF 2.1.0 log that is written here. Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */

export type SarifLevel = 'error' | 'warning' | 'note';

export interface SarifRegion {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine: number;
  readonly endColumn?: number;
  readonly snippet?: { readonly text: string };
}

export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
    readonly region?: SarifRegion;
  };
}

export interface SarifText {
  readonly text: string;
  readonly markdown?: string;
}

export interface SarifRule {
  readonly id: string;
  readonly name?: string;
  readonly shortDescription: SarifText;
  readonly fullDescription?: SarifText;
  readonly help?: SarifText;
  readonly helpUri?: string;
  readonly defaultConfiguration?: { readonly level: SarifLevel };
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface SarifSuppression {
  readonly kind: 'external';
  readonly status: 'accepted';
  readonly justification: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: SarifLevel;
  readonly baselineState: 'new';
  readonly message: SarifText;
  readonly locations: readonly [SarifLocation];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly codeFlows?: readonly {
    readonly threadFlows: readonly { readonly locations: readonly { readonly location: SarifLocation }[] }[];
  }[];
  /** Empty: known not to be suppressed. */
  readonly suppressions: readonly SarifSuppression[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface SarifNotification {
  readonly descriptor: { readonly id: string; readonly index: number };
  readonly level: SarifLevel;
  readonly message: SarifText;
  readonly locations: readonly [SarifLocation];
}

export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: Readonly<Record<string, unknown>> & { readonly rules: readonly SarifRule[] } };
      readonly automationDetails: { readonly id: string };
      readonly invocations: readonly [
        {
          readonly executionSuccessful: boolean;
          readonly startTimeUtc?: string;
          readonly endTimeUtc?: string;
          readonly toolExecutionNotifications: readonly SarifNotification[];
        },
      ];
      readonly columnKind: 'utf16CodeUnits';
      readonly results: readonly SarifResult[];
      readonly properties: Readonly<Record<string, unknown>>;
    },
  ];
}
