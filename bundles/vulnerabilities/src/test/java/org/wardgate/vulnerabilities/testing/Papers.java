package org.wardgate.vulnerabilities.testing;

import java.nio.charset.StandardCharsets;
import org.wardgate.api.Bytes;

/** Documents as manufacturers and CERTs issue them, about the pump P100 of Acme Medical. */
public final class Papers {
  private Papers() {}

  /** Bytes of a text. */
  public static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** CycloneDX 1.5 after its schema: metadata, nested components, licences, dependencies. */
  public static String sbom() {
    return """
        {
          "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
          "bomFormat": "CycloneDX",
          "specVersion": "1.5",
          "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
          "version": 1,
          "metadata": {
            "timestamp": "2026-03-01T08:00:00Z",
            "tools": {"components": [{"type": "application", "name": "builder"}]},
            "component": {
              "type": "firmware",
              "bom-ref": "p100",
              "supplier": {"name": "Acme Medical", "url": ["https://acme.example"]},
              "name": "P100",
              "version": "2.1.0",
              "purl": "pkg:generic/acme/p100@2.1.0",
              "cpe": "cpe:2.3:o:acme_medical:p100_firmware:2.1.0:*:*:*:*:*:*:*"
            }
          },
          "components": [
            {
              "type": "library", "bom-ref": "ssl", "name": "openssl", "version": "1.1.1k",
              "licenses": [{"license": {"id": "OpenSSL"}}],
              "purl": "pkg:generic/openssl@1.1.1k",
              "cpe": "cpe:2.3:a:openssl:openssl:1.1.1k:*:*:*:*:*:*:*"
            },
            {
              "type": "operating-system", "name": "freertos", "version": "10.4.3",
              "components": [
                {"type": "library", "name": "lwip", "version": "2.1.2",
                 "purl": "pkg:generic/lwip@2.1.2"}
              ]
            },
            {"type": "library", "name": "log\\u00fc", "version": "2.0"}
          ],
          "dependencies": [{"ref": "p100", "dependsOn": ["ssl"]}]
        }
        """;
  }

  /** OpenVEX 0.2.0 of the manufacturer; the status stands for what it says. */
  public static String openVex(String status) {
    return openVex(
        1, "2026-03-02T08:00:00Z", "CVE-2026-0001", "pkg:generic/acme/p100@2.1.0", status);
  }

  /** OpenVEX 0.2.0. */
  public static String openVex(
      int version, String timestamp, String cve, String product, String status) {
    return """
        {
          "@context": "https://openvex.dev/ns/v0.2.0",
          "@id": "https://acme.example/vex/p100",
          "author": "Acme PSIRT",
          "role": "vendor",
          "timestamp": "%s",
          "version": %d,
          "statements": [
            {
              "vulnerability": {"name": "%s", "aliases": ["GHSA-aaaa-bbbb-cccc"]},
              "products": [{"@id": "%s"}],
              "status": "%s",
              "justification": "vulnerable_code_not_in_execute_path",
              "action_statement": "Update to 2.2.0"
            }
          ]
        }
        """
        .formatted(timestamp, version, cve, product, status);
  }

  /** OpenVEX about a component within the pump. */
  public static String openVexPart(String cve, String part, String status, String timestamp) {
    return """
        {
          "@context": "https://openvex.dev/ns/v0.2.0",
          "@id": "https://acme.example/vex/p100/parts",
          "author": "Acme PSIRT",
          "timestamp": "%s",
          "version": 1,
          "statements": [
            {
              "vulnerability": {"name": "%s"},
              "products": [{
                "@id": "https://acme.example/p100",
                "identifiers": {
                  "purl": "pkg:generic/acme/p100@2.1.0",
                  "cpe23": "cpe:2.3:o:acme_medical:p100_firmware:2.1.0:*:*:*:*:*:*:*"
                },
                "subcomponents": [{"@id": "%s"}]
              }],
              "status": "%s"
            }
          ]
        }
        """
        .formatted(timestamp, cve, part, status);
  }

  /** A CSAF 2.0 VEX document with a product tree, a relationship, a score and a threat. */
  public static String csaf() {
    return """
        {
          "document": {
            "category": "csaf_vex",
            "csaf_version": "2.0",
            "notes": [{"category": "summary", "text": "Example", "title": "Author"}],
            "publisher": {
              "category": "vendor", "name": "Acme PSIRT", "namespace": "https://acme.example"
            },
            "title": "Pump",
            "tracking": {
              "current_release_date": "2026-03-02T11:00:00.000Z",
              "id": "ACME-2026-001",
              "initial_release_date": "2026-03-02T11:00:00.000Z",
              "revision_history": [
                {"date": "2026-03-02T11:00:00.000Z", "number": "1", "summary": "Initial"}
              ],
              "status": "final",
              "version": "1"
            }
          },
          "product_tree": {
            "branches": [
              {
                "category": "vendor",
                "name": "Acme Medical",
                "branches": [
                  {
                    "category": "product_name",
                    "branches": [
                      {
                        "category": "product_version",
                        "name": "2.1.0",
                        "product": {"name": "P100 2.1.0", "product_id": "P-210"}
                      },
                      {
                        "category": "product_version",
                        "name": "2.2.0",
                        "product": {"name": "P100 2.2.0", "product_id": "P-220"}
                      },
                      {
                        "category": "product_version_range",
                        "name": "vers:generic/<2.0",
                        "product": {"name": "P100 before 2.0", "product_id": "P-OLD"}
                      }
                    ],
                    "name": "P100"
                  }
                ]
              },
              {
                "category": "vendor",
                "name": "OpenSSL",
                "branches": [
                  {
                    "category": "product_name",
                    "name": "openssl",
                    "branches": [
                      {
                        "category": "product_version",
                        "name": "1.1.1k",
                        "product": {
                          "name": "OpenSSL 1.1.1k",
                          "product_id": "SSL",
                          "product_identification_helper": {
                            "cpe": "cpe:/a:openssl:openssl:1.1.1k",
                            "purl": "pkg:generic/openssl@1.1.1k"
                          }
                        }
                      }
                    ]
                  }
                ]
              }
            ],
            "relationships": [
              {
                "category": "default_component_of",
                "full_product_name": {"name": "OpenSSL in P100", "product_id": "SSL-IN-P"},
                "product_reference": "SSL",
                "relates_to_product_reference": "P-210"
              }
            ]
          },
          "vulnerabilities": [
            {
              "cve": "CVE-2026-1000",
              "product_status": {"known_affected": ["P-210"], "fixed": ["P-220"]},
              "scores": [
                {
                  "cvss_v3": {
                    "version": "3.1",
                    "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                    "baseScore": 9.8,
                    "baseSeverity": "CRITICAL"
                  },
                  "products": ["P-210"]
                }
              ],
              "threats": [
                {"category": "impact", "details": "Dose may change"},
                {"category": "exploit_status", "details": "Exploited in the wild"}
              ]
            },
            {
              "cve": "CVE-2026-1001",
              "product_status": {"known_not_affected": ["SSL-IN-P"]},
              "threats": [
                {"category": "exploit_status", "details": "No known exploitation in the wild"}
              ]
            },
            {
              "cve": "CVE-2026-1002",
              "product_status": {"known_affected": ["P-OLD"], "under_investigation": ["P-210"]}
            }
          ]
        }
        """;
  }

  /** What a CERT says of a library wherever it is used. */
  public static String library(String cve, String status) {
    return """
        {
          "@context": "https://openvex.dev/ns/v0.2.0",
          "@id": "https://cert.example/vex/openssl",
          "author": "CERT",
          "timestamp": "2026-03-03T08:00:00Z",
          "version": 1,
          "statements": [
            {
              "vulnerability": {"name": "%s"},
              "products": [{"@id": "pkg:generic/openssl@1.1.1k"}],
              "status": "%s"
            }
          ]
        }
        """
        .formatted(cve, status);
  }

  /** A list in the form of CISA's. */
  public static String exploited(String cve) {
    return """
        {
          "title": "Known Exploited Vulnerabilities",
          "catalogVersion": "2026.03.03",
          "dateReleased": "2026-03-03T10:00:00.0000Z",
          "count": 1,
          "vulnerabilities": [
            {"cveID": "%s", "vendorProject": "OpenSSL", "product": "OpenSSL",
             "dateAdded": "2026-03-03", "knownRansomwareCampaignUse": "Unknown"}
          ]
        }
        """
        .formatted(cve);
  }
}
