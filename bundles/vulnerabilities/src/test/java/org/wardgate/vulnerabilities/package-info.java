@NullMarked
package org.wardgate.vulnerabilities;

import org.jspecify.annotations.NullMarked;
