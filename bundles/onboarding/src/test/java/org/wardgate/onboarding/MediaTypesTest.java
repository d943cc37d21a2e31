package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {
  @ParameterizedTest
  @CsvSource({
    "application/json,50",
    "Application/JSON ; charset=utf-8,50",
    "text/plain;charset=utf-8,0",
    "application/cbor,60",
    "application/senml+cbor,112",
    "application/octet-stream,42",
    "application/vnd.acme.pump,42",
    "'',42",
    ";,42",
    "json,42"
  })
  void hasTheRegisteredNumberOrIsPlainBytes(String mediaType, int format) {
    assertThat(MediaTypes.contentFormat(mediaType)).isEqualTo(format);
  }
}
