/** A clean refactoring in Go: nothing to find. */
import { edit, write } from '#sandbox/samples/file-step.ts';
import { tom } from '#sandbox/samples/people.ts';
import type { SamplePull } from '#sandbox/samples/sample.ts';

const API = 'internal/httpapi/api.go';
const ANSWER = 'internal/httpapi/answer.go';
const JSON_TYPE = 'w.Header().Set("Content-Type", "application/json")\n';

function errorLines(indent: string, status: string, value: string): string {
  return `${indent}${JSON_TYPE}${indent}w.WriteHeader(http.${status})\n${indent}_ = json.NewEncoder(w).Encode(map[string]string{"error": ${value}})\n`;
}

export const stockAnswers: SamplePull = {
  key: 'clean-refactoring',
  repository: 'inventory',
  branch: 'one-way-to-answer',
  title: 'httpapi: one way to answer in JSON',
  body: `Every route wrote header, status and body by hand, and each new route copied it. \`writeJSON\` and \`writeError\` do it now.

No change in behaviour; the tests are untouched on purpose.`,
  openedBy: tom.login,
  commits: [
    {
      author: tom,
      date: '2026-04-09T07:50:00Z',
      message: 'httpapi: add writeJSON and writeError',
      steps: [
        write(
          ANSWER,
          `package httpapi

import (
	"encoding/json"
	"errors"
	"net/http"

	"shop.example/inventory/internal/stock"
)

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value)
}

// writeError answers with the status that fits the error; what we do not know stays inside.
func writeError(w http.ResponseWriter, err error) {
	switch {
	case errors.Is(err, stock.ErrUnknown):
		writeJSON(w, http.StatusNotFound, map[string]string{"error": err.Error()})
	case errors.Is(err, stock.ErrNotEnough):
		writeJSON(w, http.StatusConflict, map[string]string{"error": err.Error()})
	default:
		writeJSON(w, http.StatusInternalServerError, map[string]string{"error": "internal error"})
	}
}
`,
        ),
      ],
    },
    {
      author: tom,
      date: '2026-04-09T08:12:00Z',
      message: 'httpapi: use them in every route',
      steps: [
        edit(
          API,
          `		if errors.Is(err, stock.ErrUnknown) {
${errorLines('\t\t\t', 'StatusNotFound', 'err.Error()')}			return
		}
${errorLines('\t\t', 'StatusInternalServerError', '"internal error"')}		return
	}
	${JSON_TYPE}	_ = json.NewEncoder(w).Encode(levels)
`,
          '\t\twriteError(w, err)\n\t\treturn\n\t}\n\twriteJSON(w, http.StatusOK, levels)\n',
        ),
        edit(
          API,
          errorLines('\t\t', 'StatusBadRequest', '"give sku and a positive quantity"'),
          '\t\twriteJSON(w, http.StatusBadRequest, map[string]string{"error": "give sku and a positive quantity"})\n',
        ),
        edit(
          API,
          `		if errors.Is(err, stock.ErrNotEnough) {
${errorLines('\t\t\t', 'StatusConflict', 'err.Error()')}			return
		}
${errorLines('\t\t', 'StatusInternalServerError', '"internal error"')}		return
	}
	${JSON_TYPE}	w.WriteHeader(http.StatusCreated)
	_ = json.NewEncoder(w).Encode(reservation)
`,
          '\t\twriteError(w, err)\n\t\treturn\n\t}\n\twriteJSON(w, http.StatusCreated, reservation)\n',
        ),
        edit(API, errorLines('\t\t', 'StatusNotFound', 'err.Error()'), '\t\twriteError(w, err)\n'),
        edit(API, '\t"encoding/json"\n\t"errors"\n', '\t"encoding/json"\n'),
      ],
    },
  ],
  prepared: [],
  expected: { gate: 'success', annotations: [], draft: true, named: [API, ANSWER] },
};
