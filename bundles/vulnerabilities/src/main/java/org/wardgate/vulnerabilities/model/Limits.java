package org.wardgate.vulnerabilities.model;

import java.time.Duration;

/** How much a file may contain, and how much is kept. Beyond any of these it is refused. */
public final class Limits {
  /** Size of a file. */
  public static final int DOCUMENT_MAX_BYTES = 8 << 20;

  /** Size of its signature. */
  public static final int SIGNATURE_MAX_BYTES = 64 << 10;

  /** Deepest nesting of objects and arrays. */
  public static final int DEPTH_MAX_LEVELS = 64;

  /** Most tokens, which bounds the time to read a file. */
  public static final int TOKENS_MAX_COUNT = 4_000_000;

  /** Longest string of any kind, in characters: licence texts stand in SBOMs. */
  public static final int STRING_MAX_CHARS = 1 << 20;

  /** Longest string that is looked at, in characters. */
  public static final int TEXT_MAX_CHARS = 2_048;

  /** Longest id of a vulnerability or a document, in characters. */
  public static final int ID_MAX_CHARS = 256;

  /** Components of an SBOM. */
  public static final int COMPONENTS_MAX_COUNT = 20_000;

  /** Products and relationships that a CSAF document names. */
  public static final int PRODUCTS_MAX_COUNT = 20_000;

  /** Statements of a document: one for each vulnerability, product and component. */
  public static final int STATEMENTS_MAX_COUNT = 50_000;

  /** Vulnerabilities of a document. */
  public static final int VULNERABILITIES_MAX_COUNT = 20_000;

  /** Identifiers of one product. */
  public static final int IDENTIFIERS_MAX_COUNT = 32;

  /** Documents kept. */
  public static final int DOCUMENTS_MAX_COUNT = 512;

  /** Size of all documents kept. */
  public static final long DOCUMENTS_MAX_BYTES = 128L << 20;

  /** Firmware that is assessed. */
  public static final int FIRMWARE_MAX_COUNT = 256;

  /** Files looked at in the folder. */
  public static final int FOLDER_FILES_MAX_COUNT = 1_024;

  /** How far an issuer's clock may be ahead of ours. */
  public static final Duration CLOCK_AHEAD_MAX = Duration.ofHours(1);

  private Limits() {}
}
