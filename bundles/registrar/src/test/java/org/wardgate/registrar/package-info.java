@NullMarked
package org.wardgate.registrar;

import org.jspecify.annotations.NullMarked;
