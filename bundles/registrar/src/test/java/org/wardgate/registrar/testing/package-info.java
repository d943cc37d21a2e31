@NullMarked
package org.wardgate.registrar.testing;

import org.jspecify.annotations.NullMarked;
