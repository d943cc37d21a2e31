package org.wardgate.conformity.form;

/**
 * Names and labels of claims. JSON names are those of draft-ietf-rats-ear where it has them; our
 * own begin with {@code wardgate_}. Labels below −65536 are for private use (RFC 8392 §9.1).
 */
final class Names {
  static final String EAR_PROFILE = "tag:ietf.org,2026:rats/ear#04";
  static final String SUBMODULE = "device";
  static final String DEVELOPER = "https://wardgate.org";
  static final String BUILD = "wardgate 0.1";

  static final String PROFILE = "eat_profile";
  static final String VERIFIER = "ear_verifier_id";
  static final String SUBMODULES = "submods";
  static final String STATUS = "ear_status";
  static final String VECTOR = "ear_trustworthiness_vector";
  static final String POLICIES = "ear_appraisal_policy_ids";

  static final String DECISION = "wardgate_decision";
  static final String STATE = "wardgate_state";
  static final String MEASURES = "wardgate_measures";
  static final String FUNCTIONS = "wardgate_functions";
  static final String EXEMPTION = "wardgate_exemption";
  static final String ACTUAL = "wardgate_actual";
  static final String REQUIRED = "wardgate_required";
  static final String EVIDENCE = "wardgate_evidence";
  static final String NOTICE = "wardgate_notice";
  static final String CERTIFICATE = "wardgate_certificate";
  static final String CERTIFICATE_STATUS = "wardgate_status";
  static final String SINCE = "wardgate_since";

  private Names() {}
}
