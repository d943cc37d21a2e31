/** CycloneDX, OpenVEX, CSAF and lists of exploited vulnerabilities to the model. Pure. */
@NullMarked
package org.wardgate.vulnerabilities.read;

import org.jspecify.annotations.NullMarked;
